"""Drafts in the formats of other and older office programs: turned into Word's or Excel's, then read as those are."""
