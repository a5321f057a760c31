namespace Crm.Api.Outreach.Unsubscribe;

/// <summary>What the preference page says, in one language.</summary>
internal sealed record PageWords
{
    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    public bool IsRightToLeft { get; init; }

    public required string Title { get; init; }

    public required string Address { get; init; }

    public required string Purpose { get; init; }

    public required string Sender { get; init; }

    public required string Subscribed { get; init; }

    public required string WithoutPurpose { get; init; }

    public required string WithoutAnything { get; init; }

    public required string StopPurpose { get; init; }

    public required string StopEverything { get; init; }

    public required string Again { get; init; }

    public required string AtOnce { get; init; }

    public required string NotFound { get; init; }

    public required string NotFoundWhy { get; init; }

    private static readonly PageWords English = new()
    {
        Language = "en",
        Title = "Your messages",
        Address = "Sent to",
        Purpose = "About",
        Sender = "From",
        Subscribed = "You receive these messages.",
        WithoutPurpose = "You will receive no more of these messages.",
        WithoutAnything = "You will receive no more messages from us.",
        StopPurpose = "Stop these messages",
        StopEverything = "Stop all messages",
        Again = "Send me these messages again",
        AtOnce = "Your choice takes effect at once.",
        NotFound = "There is nothing here",
        NotFoundWhy = "The link is incomplete or no longer valid.",
    };

    private static readonly PageWords[] All =
    [
        English,
        new()
        {
            Language = "de",
            Title = "Ihre Nachrichten",
            Address = "Gesendet an",
            Purpose = "Thema",
            Sender = "Von",
            Subscribed = "Sie erhalten diese Nachrichten.",
            WithoutPurpose = "Sie erhalten diese Nachrichten nicht mehr.",
            WithoutAnything = "Sie erhalten keine Nachrichten mehr von uns.",
            StopPurpose = "Diese Nachrichten abbestellen",
            StopEverything = "Alle Nachrichten abbestellen",
            Again = "Diese Nachrichten wieder erhalten",
            AtOnce = "Ihre Wahl gilt sofort.",
            NotFound = "Hier ist nichts",
            NotFoundWhy = "Der Link ist unvollständig oder nicht mehr gültig.",
        },
        new()
        {
            Language = "fr",
            Title = "Vos messages",
            Address = "Envoyés à",
            Purpose = "Sujet",
            Sender = "De",
            Subscribed = "Vous recevez ces messages.",
            WithoutPurpose = "Vous ne recevrez plus ces messages.",
            WithoutAnything = "Vous ne recevrez plus aucun message de notre part.",
            StopPurpose = "Ne plus recevoir ces messages",
            StopEverything = "Ne plus recevoir aucun message",
            Again = "Recevoir à nouveau ces messages",
            AtOnce = "Votre choix prend effet immédiatement.",
            NotFound = "Il n’y a rien ici",
            NotFoundWhy = "Le lien est incomplet ou n’est plus valable.",
        },
        new()
        {
            Language = "es",
            Title = "Sus mensajes",
            Address = "Enviados a",
            Purpose = "Tema",
            Sender = "De",
            Subscribed = "Usted recibe estos mensajes.",
            WithoutPurpose = "Ya no recibirá estos mensajes.",
            WithoutAnything = "Ya no recibirá ningún mensaje nuestro.",
            StopPurpose = "Dejar de recibir estos mensajes",
            StopEverything = "Dejar de recibir todos los mensajes",
            Again = "Volver a recibir estos mensajes",
            AtOnce = "Su decisión tiene efecto inmediato.",
            NotFound = "Aquí no hay nada",
            NotFoundWhy = "El enlace está incompleto o ya no es válido.",
        },
        new()
        {
            Language = "zh",
            Title = "您的消息",
            Address = "发送至",
            Purpose = "主题",
            Sender = "发件人",
            Subscribed = "您正在接收这些消息。",
            WithoutPurpose = "您将不再收到这些消息。",
            WithoutAnything = "您将不再收到我们的任何消息。",
            StopPurpose = "退订这些消息",
            StopEverything = "退订所有消息",
            Again = "重新接收这些消息",
            AtOnce = "您的选择立即生效。",
            NotFound = "此处没有内容",
            NotFoundWhy = "链接不完整或已失效。",
        },
        new()
        {
            Language = "ar",
            IsRightToLeft = true,
            Title = "رسائلك",
            Address = "أُرسلت إلى",
            Purpose = "الموضوع",
            Sender = "من",
            Subscribed = "أنت تتلقى هذه الرسائل.",
            WithoutPurpose = "لن تتلقى هذه الرسائل بعد الآن.",
            WithoutAnything = "لن تتلقى أي رسائل منا بعد الآن.",
            StopPurpose = "إيقاف هذه الرسائل",
            StopEverything = "إيقاف جميع الرسائل",
            Again = "تلقي هذه الرسائل من جديد",
            AtOnce = "يسري اختيارك على الفور.",
            NotFound = "لا يوجد شيء هنا",
            NotFoundWhy = "الرابط غير مكتمل أو لم يعد صالحًا.",
        },
    ];

    /// <summary>In the first of these languages, or what they are kinds of, that we have words in; otherwise in English.</summary>
    public static PageWords In(IEnumerable<string?> languages) =>
        languages
            .Select(language => language?.Split('-')[0])
            .Select(language =>
                Array.Find(All, words => words.Language.Equals(language, StringComparison.OrdinalIgnoreCase))
            )
            .FirstOrDefault(words => words is not null)
        ?? English;
}
