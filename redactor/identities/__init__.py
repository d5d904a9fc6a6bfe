"""Who is who: from mentions to identities with codes. Knows neither Word nor how a mention was found."""
