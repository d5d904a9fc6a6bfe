"""Detection quality, fidelity and speed: commands that print a table.

python -m benchmarks.cases FOLDER     builds, anonymises and scores every draft of an evaluation folder
python -m benchmarks.judgments FOLDER recall on published judgments, scored with their own program
python -m benchmarks.origins          recall by origin and form of names, false finds where there are none
python -m benchmarks.detection_speed  words per second of detection against Presidio as it comes; start-up
python -m benchmarks.speed FOLDER     words per second, the ratio to bare name recognition, memory
python -m benchmarks.fidelity FOLDER  what a rewrite with nothing to replace changes in Word files
python -m benchmarks.fuzz             damaged files by the thousand: unplanned errors, slow ends
python -m benchmarks.rewriting        seconds a megabyte for reading, rewriting and writing, without detection
"""
