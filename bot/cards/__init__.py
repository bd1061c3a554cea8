"""What people see: values and a language in, a view out; pure."""
