using Crm.Api.Kernel;

namespace Crm.Api.Filters;

/// <summary>The tables that a filter may look into besides that of the records it is asked of.</summary>
internal interface IFilterTables
{
    /// <summary>The records of one kind that the caller may see, without the trash.</summary>
    /// <param name="plural">What they are called in paths and scopes.</param>
    IQueryable<T> Records<T>(string plural)
        where T : Record;

    /// <summary>Rows that belong to no record.</summary>
    IQueryable<T> Rows<T>()
        where T : class;
}
