using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;

namespace Crm.Api.Templates;

/// <summary>Shows what a customer would get by a template that is still being written.</summary>
internal static class RenderUnsavedTemplate
{
    public static async Task<Answer<RenderResponse>> Handle(
        Body<RenderUnsavedRequest> body,
        Caller caller,
        Work work,
        TemplatePreview preview,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var template = new Template();
        TemplateResource.Fill(template, body.Value.Template!);
        return Answer.Ok(await preview.RenderAsync(template, body.Value, cancellationToken));
    }
}
