"""The review page: the same pipeline behind a browser on the user's own machine. HTTP and HTML live here, decisions do not."""
