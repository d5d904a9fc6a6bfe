"""Detection quality, fidelity and speed: commands that print a table.

python -m benchmarks.cases FOLDER    builds, anonymises and scores every draft of an evaluation folder
python -m benchmarks.speed FOLDER    words per second, the ratio to bare name recognition, memory
python -m benchmarks.fidelity FOLDER what a rewrite with nothing to replace changes in Word files
python -m benchmarks.rewriting       seconds a megabyte for reading, rewriting and writing, without detection
"""
