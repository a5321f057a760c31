using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;

namespace Crm.Api.Http;

/// <summary>A merge patch (RFC 7396) for the update form <typeparamref name="TForm"/>; validated only once it is applied.</summary>
internal sealed class PatchBody<TForm>(JsonObject patch)
    : IBindableFromHttpContext<PatchBody<TForm>>,
        IEndpointParameterMetadataProvider
    where TForm : class
{
    private static readonly string[] MediaTypes = [BodyReader.MergePatchType, BodyReader.JsonType];

    public static async ValueTask<PatchBody<TForm>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var json = await BodyReader.ReadAsync(context, MediaTypes);
        return new PatchBody<TForm>(MergePatch.Parse(json.Span));
    }

    /// <summary>The form as it will be: the present one with the patch applied, validated like any other.</summary>
    public TForm ApplyTo(TForm present) => MergePatch.Apply(present, patch);

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata(MediaTypes, typeof(TForm)));
        builder.Metadata.Add(PatchMetadata.Instance);
    }
}

/// <summary>Tells the contract that the body is a patch: nothing in it is required, null clears.</summary>
internal sealed class PatchMetadata
{
    public static readonly PatchMetadata Instance = new();
}
