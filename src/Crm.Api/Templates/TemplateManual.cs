namespace Crm.Api.Templates;

/// <summary>What can stand in a template, as the contract explains it.</summary>
internal static class TemplateManual
{
    public const string Text =
        "**Gaps.** `{{customer.name}}`; of the customer there are `kind number name title givenName middleName familyName formalName category "
        + "lifecycleStage language timeZone birthDate source email phone mobile`, `address.street extra postalCode city region country line`, "
        + "`tags` and `attributes.…`; besides `campaign.…`, `sender.…`, `values.…`, `today`, `unsubscribeUrl` and `preferencesUrl`.\n\n"
        + "**Words.** `{{#if x}}…{{else}}…{{/if}}`, `{{#unless x}}`, `{{#each list}}{{this}}{{/each}}`, `{{#with customer.address}}`, "
        + "`{{default x \"what else\"}}`, `{{upper x}}`, `{{lower x}}`, `{{eq a b}}` inside of `#if`, and by the language of the text `{{date x}}`, "
        + "`{{date x \"long\"}}`, `{{date x \"d. MMMM yyyy\"}}`, `{{number x}}`, `{{number x 2}}`, `{{money x}}` and `{{money x \"EUR\"}}`.\n\n"
        + "**Never an empty hole.** A gap whose value is absent or blank is missing, unless `#if`, `#unless` or `default` look after it.\n\n"
        + "**HTML** escapes what is put in. No value is HTML, so `{{{…}}}` is refused there; a gap stands between tags or in a quoted attribute, "
        + "not in scripts and styles. In the address of a link, a value that would make it anything but http, https, mailto, tel or sms becomes `#`. "
        + "There are no partials.";
}
