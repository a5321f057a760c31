Console.WriteLine("No fault run yet.");
