// Writes the public key an assembly was signed with: dotnet run PublicKey.cs ASSEMBLY.dll KEY.snk
#:property PublishAot=false
using System.Reflection;

File.WriteAllBytes(args[1], AssemblyName.GetAssemblyName(args[0]).GetPublicKey()!);
