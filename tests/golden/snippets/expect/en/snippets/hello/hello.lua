-- a greeting
print("hello")
