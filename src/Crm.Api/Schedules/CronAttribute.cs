using System.ComponentModel.DataAnnotations;

namespace Crm.Api.Schedules;

/// <summary>A cron expression: five fields as in a crontab, or six or seven as Quartz has them.</summary>
/// <remarks>Null is valid; <see cref="RequiredAttribute"/> asks for a value.</remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CronAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string cron && CronTimes.MistakeIn(cron) is { } mistake
            ? new ValidationResult(
                $"This is no cron expression: {mistake}. Write five fields as in a crontab (minute, hour, day, month, weekday), or six or "
                    + "seven, the second first and the year last."
            )
            : ValidationResult.Success;
}
