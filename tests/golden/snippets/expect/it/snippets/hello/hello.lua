-- un saluto
print("ciao")
