using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Crm.Api.Http;

/// <summary>A request body, read strictly and validated, before the handler sees it.</summary>
internal sealed class Body<T>(T value) : IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    private static readonly string[] MediaTypes = [BodyReader.JsonType];

    public T Value => value;

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var json = await BodyReader.ReadAsync(context, MediaTypes);
        var form = BodyReader.Parse<T>(json.Span);
        FormValidation.Check(form);
        return new Body<T>(form);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(MediaTypes, typeof(T)));
}
