using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Templates;

/// <summary>Shows what a customer would get.</summary>
internal static class RenderTemplate
{
    public static async Task<Answer<RenderResponse>> Handle(
        IdOrNumber id,
        Body<RenderRequest> body,
        Caller caller,
        Work work,
        TemplateResource resource,
        TemplatePreview preview,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var template =
            await id.FindAsync(resource.WithParts(work.Query<Template>()).AsNoTracking(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound(resource.Kind, id.Text));
        return Answer.Ok(await preview.RenderAsync(template, body.Value, cancellationToken));
    }
}
