using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Schedules;

/// <summary>How schedules and their fires are stored.</summary>
internal sealed class ScheduleConfiguration : IEntityTypeConfiguration<Schedule>, IEntityTypeConfiguration<ScheduleFire>
{
    public void Configure(EntityTypeBuilder<Schedule> builder)
    {
        builder.ToTable("schedules");
        builder.Property(schedule => schedule.Name).HasMaxLength(120);
        builder.Property(schedule => schedule.NameSort).HasMaxLength(200).Derived();
        builder.Property(schedule => schedule.Cron).HasMaxLength(120);
        builder.Property(schedule => schedule.TimeZone).HasMaxLength(60);
        builder.Property(schedule => schedule.NextFireTime).Derived();
        builder.Property(schedule => schedule.LastErrorCode).HasMaxLength(60);
        builder.Property(schedule => schedule.LastErrorDetail).HasMaxLength(1000);
        builder.HasIndex(schedule => schedule.Name).IsUniqueOutsideTrash();
        builder.HasIndex(schedule => new { schedule.NameSort, schedule.Id });
    }

    public void Configure(EntityTypeBuilder<ScheduleFire> builder)
    {
        builder.ToTable("schedule_fires").HasKey(fire => new { fire.ScheduleId, fire.FireTime });
        builder.HasOne<Schedule>().WithMany().HasForeignKey(fire => fire.ScheduleId);
        builder.Property(fire => fire.ErrorCode).HasMaxLength(60);
        builder.Property(fire => fire.ErrorDetail).HasMaxLength(1000);
        builder.HasIndex(fire => fire.FireTime);
    }

    public static void AddTo(ModelBuilder model)
    {
        var configuration = new ScheduleConfiguration();
        model.ApplyConfiguration<Schedule>(configuration);
        model.ApplyConfiguration<ScheduleFire>(configuration);
    }
}
