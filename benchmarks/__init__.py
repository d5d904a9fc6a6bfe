"""Detection quality and speed: commands that print a table.

python -m benchmarks.cases FOLDER    builds, anonymises and scores every draft of an evaluation folder
python -m benchmarks.speed FOLDER    words per second, the ratio to bare name recognition, memory
"""
