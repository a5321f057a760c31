using Crm.Cli.CommandLine;

namespace Crm.Cli.Attachments;

/// <summary>`crm attachments`: files that hang on customers.</summary>
internal sealed class AttachmentsCommand : GroupCommand
{
    public static readonly string[] Columns = ["id", "fileName", "mediaType", "size", "createTime"];

    public AttachmentsCommand(CommandScope scope)
        : base("attachments", "Files of customers.", scope)
    {
        Add(new ListAttachmentsCommand(scope));
        Add(new AddAttachmentCommand(scope));
        Add(new GetAttachmentCommand(scope));
        Add(new DeleteAttachmentCommand(scope));
    }
}
