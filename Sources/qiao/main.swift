print("qiao")
