namespace Crm.Api.Http.Records;

/// <summary>The property holds the id of a record of this resource.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RefersToAttribute(string resource) : Attribute
{
    /// <summary>As in paths.</summary>
    public string Resource => resource;
}
