"""One recogniser a module. Each looks at one passage and says which spans may identify, how sure it is, and nothing more."""
