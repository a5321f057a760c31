using Crm.Api.Jobs;

namespace Crm.Api.Imports;

/// <summary>The file as a whole cannot be imported.</summary>
internal sealed class ImportUnreadable(string code, string message) : JobFailed(code, message);
