"""What a run leaves behind besides the files: key of professionals, audit log, report."""
