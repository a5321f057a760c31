using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Templates;

/// <summary>Templates as a resource.</summary>
internal sealed class TemplateResource : Resource<Template, TemplateForm, TemplateResponse>
{
    public override string Kind => "template";

    public override string Plural => "templates";

    public override FieldTable<Template> Fields { get; } =
        new FieldTable<Template>()
            .Id("id", template => template.Id)
            .Text("name", template => template.Name, template => template.NameSort)
            .Choice("channel", template => template.Channel)
            .Text("description", template => template.Description)
            .Many(
                "texts",
                template => template.Texts,
                new FieldTable<TemplateText>()
                    .Text("language", text => text.Language)
                    .Text("subject", text => text.Subject)
            )
            .Time("createTime", template => template.CreateTime)
            .Time("updateTime", template => template.UpdateTime)
            .Time("deleteTime", template => template.DeleteTime);

    public override IReadOnlyList<MatchKey<Template, TemplateForm>> Keys { get; } =
    [
        MatchKey.OfName<Template, TemplateForm>(
            form => form.Name?.Trim(),
            template => template.Name,
            template => template.NameSort
        ),
    ];

    public override IQueryable<Template> WithParts(IQueryable<Template> query) =>
        query.Include(template => template.Texts);

    public override TemplateForm ToForm(Template entity) =>
        new()
        {
            Name = entity.Name,
            Channel = entity.Channel,
            Description = entity.Description,
            Texts = TextsOf(entity),
        };

    public override TemplateResponse ToResponse(Template entity)
    {
        var response = new TemplateResponse
        {
            Name = entity.Name,
            Channel = entity.Channel,
            Description = entity.Description,
            Texts = TextsOf(entity),
        };
        response.Describe(entity);
        return response;
    }

    public override Task FillAsync(Template entity, TemplateForm form, Work work, CancellationToken cancellationToken)
    {
        Fill(entity, form);
        return Task.CompletedTask;
    }

    /// <summary>Makes the template say what the form says, and refuses what could never be rendered.</summary>
    public static void Fill(Template template, TemplateForm form)
    {
        template.NameIt(form.Name!);
        template.Channel = form.Channel!.Value;
        template.Description = form.Description;
        Parts.SyncByPosition(
            template.Texts,
            form.Texts,
            (text, item) =>
            {
                text.Language = item.Language!;
                text.Subject = item.Subject;
                text.Text = item.Text!;
                text.Html = item.Html;
            }
        );
        template.CheckTexts();
    }

    private static IReadOnlyList<TemplateTextForm> TextsOf(Template template) =>
        [
            .. template
                .Texts.OrderBy(text => text.Position)
                .Select(text => new TemplateTextForm
                {
                    Language = text.Language,
                    Subject = text.Subject,
                    Text = text.Text,
                    Html = text.Html,
                }),
        ];
}
