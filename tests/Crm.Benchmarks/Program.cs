Console.WriteLine("No suite yet.");
