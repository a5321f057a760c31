using Crm.Cli.Contracts;

namespace Crm.Cli.CommandLine;

/// <summary>What every command is built from: its surroundings, the options all commands share, the contract.</summary>
internal sealed record CommandScope(Shell Shell, GlobalOptions Options, Contract Contract, Mentions Mentions);
