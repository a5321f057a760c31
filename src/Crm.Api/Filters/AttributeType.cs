namespace Crm.Api.Filters;

/// <summary>The column of the value table that a custom attribute's values stand in.</summary>
internal enum AttributeType
{
    Text,
    Number,
    Date,
    Flag,
}
