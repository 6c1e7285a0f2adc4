"""Every kind of job, by importing the modules that do them."""
