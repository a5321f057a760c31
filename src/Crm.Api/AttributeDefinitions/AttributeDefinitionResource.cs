using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.AttributeDefinitions;

/// <summary>Custom fields as a resource.</summary>
internal sealed class AttributeDefinitionResource
    : Resource<AttributeDefinition, AttributeDefinitionForm, AttributeDefinitionResponse>
{
    private const char Separator = '\n';

    public override string Kind => "attributeDefinition";

    public override string Plural => "attribute-definitions";

    public override FieldTable<AttributeDefinition> Fields { get; } =
        new FieldTable<AttributeDefinition>()
            .Text("key", definition => definition.Key)
            .Text("name", definition => definition.Name)
            .Choice("type", definition => definition.Type)
            .Flag("isRequired", definition => definition.IsRequired)
            .Time("createTime", definition => definition.CreateTime)
            .Time("updateTime", definition => definition.UpdateTime);

    public override IReadOnlyList<MatchKey<AttributeDefinition, AttributeDefinitionForm>> Keys { get; } =
    [MatchKey.Of<AttributeDefinition, AttributeDefinitionForm>("key", form => form.Key, definition => definition.Key)];

    public override AttributeDefinitionForm ToForm(AttributeDefinition entity) =>
        new()
        {
            Key = entity.Key,
            Name = entity.Name,
            Description = entity.Description,
            Type = entity.Type,
            IsRequired = entity.IsRequired,
            Options = entity.Options is null ? null : entity.OptionList,
            Categories = entity.Categories is null ? null : entity.CategoryList,
        };

    public override AttributeDefinitionResponse ToResponse(AttributeDefinition entity)
    {
        var response = new AttributeDefinitionResponse
        {
            Key = entity.Key,
            Name = entity.Name,
            Description = entity.Description,
            Type = entity.Type,
            IsRequired = entity.IsRequired,
            Options = entity.Options is null ? null : entity.OptionList,
            Categories = entity.Categories is null ? null : entity.CategoryList,
        };
        response.Describe(entity);
        return response;
    }

    public override Task FillAsync(
        AttributeDefinition entity,
        AttributeDefinitionForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        CheckChange(entity, form);
        CheckWords(form.Options, "/options");
        CheckWords(form.Categories, "/categories");
        if (form.Type == AttributeValueType.Choice != form.Options is { Count: > 0 })
        {
            throw RuleBroken.Invalid(
                "options-mismatch",
                "Options are needed for a choice, and only there.",
                "/options"
            );
        }

        entity.Key = form.Key!;
        entity.Name = form.Name!;
        entity.Description = form.Description;
        entity.Type = form.Type!.Value;
        entity.IsRequired = form.IsRequired;
        entity.Options = AttributeDefinition.Joined(form.Options);
        entity.Categories = AttributeDefinition.Joined(form.Categories);
        return Task.CompletedTask;
    }

    /// <summary>A definition that is used stays, or the values would lose their meaning.</summary>
    public override async Task CheckDeleteAsync(
        AttributeDefinition entity,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var values = work.Db.Set<AttributeValue<Customer>>();
        if (await values.AnyAsync(value => value.Key == entity.Key, cancellationToken))
        {
            throw RuleBroken.State("attribute-in-use", $"Customers still have a value for '{entity.Key}'.");
        }
    }

    private static void CheckChange(AttributeDefinition entity, AttributeDefinitionForm form)
    {
        if (!entity.IsNew && entity.Key != form.Key)
        {
            throw RuleBroken.State("key-fixed", "The key of an attribute cannot be changed.", "/key");
        }

        if (!entity.IsNew && entity.Type != form.Type)
        {
            throw RuleBroken.State("type-fixed", "The type of an attribute cannot be changed.", "/type");
        }
    }

    private static void CheckWords(IReadOnlyList<string>? words, string pointer)
    {
        for (var index = 0; index < words?.Count; index++)
        {
            if (words[index].Length is 0 or > 100 || words[index].Contains(Separator))
            {
                throw RuleBroken.Invalid(
                    "word-invalid",
                    "A word has 1 to 100 characters on one line.",
                    $"{pointer}/{index}"
                );
            }
        }
    }
}
