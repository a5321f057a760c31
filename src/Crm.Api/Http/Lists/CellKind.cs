namespace Crm.Api.Http.Lists;

/// <summary>What a spreadsheet should take a cell for.</summary>
internal enum CellKind
{
    Text,
    Number,
    Flag,
}
