using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using HandlebarsDotNet.IO;
using HandlebarsDotNet.Iterators;
using HandlebarsDotNet.MemberAccessors;
using HandlebarsDotNet.ObjectDescriptors;
using HandlebarsDotNet.PathStructure;

namespace Crm.Api.Templates.Rendering;

/// <summary>
/// How the library gets at values and writes them. It is asked about every type before the library's own ways are, so that those,
/// which look into any object by reflection, are never taken.
/// </summary>
internal sealed class ModelAccess
    : IObjectDescriptorProvider,
        IFormatterProvider,
        IFormatter,
        IMemberAccessor,
        IIterator
{
    public static readonly ModelAccess Instance = new();

    private static readonly ReadOnlyListIterator<ModelList, object> Items = new();
    private static readonly ReadOnlyListIterator<MissingValue, object> NoItems = new();

    public bool TryGetDescriptor(Type type, [NotNullWhen(true)] out ObjectDescriptor? value)
    {
        value = new ObjectDescriptor(
            type,
            this,
            (_, _) => Array.Empty<object>(),
            _ =>
                type == typeof(ModelList) ? Items
                : type == typeof(MissingValue) ? NoItems
                : this
        );
        return true;
    }

    public bool TryCreateFormatter(Type type, [NotNullWhen(true)] out IFormatter? formatter)
    {
        formatter = this;
        return true;
    }

    public bool TryGetValue(object instance, ChainSegment memberName, out object? value)
    {
        value = (instance as ModelValue)?[memberName.TrimmedValue];
        return value is not null;
    }

    public void Format<T>(T value, in EncodedTextWriter writer) => writer.Write(TextOf(value));

    /// <summary>Of what is no list there is nothing to go through.</summary>
    public void Iterate(
        in EncodedTextWriter writer,
        BindingContext context,
        ChainSegment[] blockParamsVariables,
        object input,
        TemplateDelegate template,
        TemplateDelegate ifEmpty
    ) => ifEmpty(writer, context);

    /// <summary>A value as it stands in a text, by the language that is being written.</summary>
    public static string TextOf(object? value) =>
        value switch
        {
            string text => text,
            ModelScalar scalar => TextOf(scalar.Value),
            ModelValue nothing => nothing.NoteMissing(),
            bool flag => flag ? "true" : "false",
            DateOnly date => date.ToString("d", CultureInfo.CurrentCulture),
            decimal number => number.ToString("#,0.####", CultureInfo.CurrentCulture),
            IFormattable other => other.ToString(format: null, CultureInfo.CurrentCulture),
            _ => throw new NotSupportedException($"A template cannot show a {value?.GetType()}."),
        };
}
