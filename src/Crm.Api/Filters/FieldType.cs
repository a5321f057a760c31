namespace Crm.Api.Filters;

/// <summary>What a field holds, and so what it can be compared with.</summary>
internal enum FieldType
{
    Text,
    Choice,
    Id,
    Whole,
    Decimal,
    Flag,
    Date,
    Time,
    Words,
    Record,
    Records,
    Attributes,
}
