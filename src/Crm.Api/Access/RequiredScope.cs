namespace Crm.Api.Access;

/// <summary>The scope an operation asks for; declared with the route, shown in the contract, checked before anything else.</summary>
internal sealed record RequiredScope(string Scope);

/// <summary>Marks the few routes that answer without a key.</summary>
internal sealed record OpenToAll;

internal static class ScopeExtensions
{
    public static TBuilder Requires<TBuilder>(this TBuilder builder, string scope)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RequiredScope(scope));

    public static TBuilder IsOpenToAll<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new OpenToAll());
}
