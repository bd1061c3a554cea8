"""What people may say and press: each handler turns an update into one verb of the desk and one answer."""
