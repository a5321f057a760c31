using System.CommandLine;

var crm = new RootCommand("Works with a Crm.Api service.");
return await crm.Parse(args).InvokeAsync();
