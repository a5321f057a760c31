using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crm.Api.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    prefix = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    scopes = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    expire_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "attachments",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    record_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    record_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    file_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    media_type = table.Column<string>(type: "nvarchar(127)", maxLength: 127, nullable: false, collation: "Latin1_General_100_BIN2"),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attachments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "attribute_definitions",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    key = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    description = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    is_required = table.Column<bool>(type: "bit", nullable: false),
                    options = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    categories = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attribute_definitions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "blobs",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_blobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "campaigns",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_sort = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    description = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    purpose = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    lane = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    consent = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    sender_name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    sender_address = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true, collation: "Latin1_General_100_BIN2"),
                    reply_to = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true, collation: "Latin1_General_100_BIN2"),
                    filter = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    time_zone = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    quiet_from = table.Column<TimeOnly>(type: "time", nullable: true),
                    quiet_to = table.Column<TimeOnly>(type: "time", nullable: true),
                    cap_messages = table.Column<int>(type: "int", nullable: true),
                    cap_days = table.Column<int>(type: "int", nullable: true),
                    per_second = table.Column<int>(type: "int", nullable: true),
                    per_domain_per_second = table.Column<int>(type: "int", nullable: true),
                    currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: true, collation: "Latin1_General_100_BIN2"),
                    budget_units = table.Column<long>(type: "bigint", nullable: true),
                    cost_per_message_units = table.Column<long>(type: "bigint", nullable: true),
                    fixed_cost_units = table.Column<long>(type: "bigint", nullable: true),
                    attribution = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    attribution_days = table.Column<int>(type: "int", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaigns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "consent_states",
                columns: table => new
                {
                    channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    address_key = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: false, collation: "Latin1_General_100_BIN2"),
                    purpose = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    since = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    event_id = table.Column<byte[]>(type: "binary(16)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consent_states", x => new { x.address_key, x.purpose, x.channel });
                });

            migrationBuilder.CreateTable(
                name: "counters",
                columns: table => new
                {
                    series = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    next = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counters", x => x.series);
                });

            migrationBuilder.CreateTable(
                name: "customer_key_sets",
                columns: table => new
                {
                    customer_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    keys = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_key_sets", x => x.customer_id);
                });

            migrationBuilder.CreateTable(
                name: "customer_keys",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<byte[]>(type: "binary(16)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_keys", x => new { x.key, x.customer_id });
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    type = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    record_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    record_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    record_version = table.Column<long>(type: "bigint", nullable: false),
                    time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    key_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    via = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    request_id = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true, collation: "Latin1_General_100_BIN2"),
                    is_silent = table.Column<bool>(type: "bit", nullable: false),
                    changes = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    row_version = table.Column<byte[]>(type: "rowversion", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_events", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "idempotent_answers",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    body_hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    status = table.Column<int>(type: "int", nullable: false),
                    body = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    etag = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    location = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_100_BIN2"),
                    time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotent_answers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    resource = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    options = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    is_silent = table.Column<bool>(type: "bit", nullable: false),
                    is_urgent = table.Column<bool>(type: "bit", nullable: false),
                    findings = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    key_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    scopes = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    plan_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    plan = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    undo_of = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    schedule_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    start_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    end_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    error_code = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    error_detail = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    paused_in = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    results_removed_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    owner = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    beat = table.Column<long>(type: "bigint", nullable: false),
                    rows_read = table.Column<long>(type: "bigint", nullable: false),
                    created = table.Column<long>(type: "bigint", nullable: false),
                    updated = table.Column<long>(type: "bigint", nullable: false),
                    unchanged = table.Column<long>(type: "bigint", nullable: false),
                    duplicate = table.Column<long>(type: "bigint", nullable: false),
                    rejected = table.Column<long>(type: "bigint", nullable: false),
                    unprocessed = table.Column<long>(type: "bigint", nullable: false),
                    deleted = table.Column<long>(type: "bigint", nullable: false),
                    rows_total = table.Column<long>(type: "bigint", nullable: true),
                    run_milliseconds = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => x.id);
                    table.ForeignKey(
                        name: "fk_jobs_undo_of",
                        column: x => x.undo_of,
                        principalTable: "jobs",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "merges",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    survivor_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    job_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    snapshot = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    unmerge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_merges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pipelines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_sort = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    is_default = table.Column<bool>(type: "bit", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pipelines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "products",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    sku = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_sort = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    family = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    description = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_products", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "schedules",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_sort = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    cron = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    time_zone = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    is_enabled = table.Column<bool>(type: "bit", nullable: false),
                    misfire = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    start = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    key_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    next_fire_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    last_fire_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    last_job_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    last_error_code = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    last_error_detail = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schedules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "secrets",
                columns: table => new
                {
                    name = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    value = table.Column<byte[]>(type: "varbinary(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_secrets", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "segments",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_sort = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    description = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    filter = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    time_zone = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    member_count = table.Column<long>(type: "bigint", nullable: true),
                    refresh_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_segments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "suppressions",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    address = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true, collation: "Latin1_General_100_BIN2"),
                    address_key = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true, collation: "Latin1_General_100_BIN2"),
                    address_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    fingerprint = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    purpose = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    reason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    source = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    note = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    expire_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suppressions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "teams",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_sort = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    description = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_teams", x => x.id);
                    table.ForeignKey(
                        name: "fk_teams_parent_id",
                        column: x => x.parent_id,
                        principalTable: "teams",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "templates",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_sort = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    description = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_templates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "api_key_uses",
                columns: table => new
                {
                    key_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    last_use_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_key_uses", x => x.key_id);
                    table.ForeignKey(
                        name: "fk_api_key_uses_key_id",
                        column: x => x.key_id,
                        principalTable: "api_keys",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "attachment_chunks",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    bytes = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attachment_chunks", x => new { x.parent_id, x.position });
                    table.ForeignKey(
                        name: "fk_attachment_chunks_parent_id",
                        column: x => x.parent_id,
                        principalTable: "attachments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "blob_chunks",
                columns: table => new
                {
                    blob_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    bytes = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_blob_chunks", x => new { x.blob_id, x.position });
                    table.ForeignKey(
                        name: "fk_blob_chunks_blob_id",
                        column: x => x.blob_id,
                        principalTable: "blobs",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "dedupe_members",
                columns: table => new
                {
                    run_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    customer_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    cluster = table.Column<int>(type: "int", nullable: false),
                    auto_cluster = table.Column<int>(type: "int", nullable: true),
                    record_version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dedupe_members", x => new { x.run_id, x.customer_id });
                    table.ForeignKey(
                        name: "fk_dedupe_members_run_id",
                        column: x => x.run_id,
                        principalTable: "jobs",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "dedupe_models",
                columns: table => new
                {
                    run_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    is_of_all = table.Column<bool>(type: "bit", nullable: false),
                    content = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dedupe_models", x => new { x.run_id, x.kind });
                    table.ForeignKey(
                        name: "fk_dedupe_models_run_id",
                        column: x => x.run_id,
                        principalTable: "jobs",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "dedupe_pairs",
                columns: table => new
                {
                    run_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    turn = table.Column<int>(type: "int", nullable: false),
                    first_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    second_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    match_weight = table.Column<double>(type: "float", nullable: false),
                    nearest_class = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    reasons = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    cluster = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dedupe_pairs", x => new { x.run_id, x.number });
                    table.ForeignKey(
                        name: "fk_dedupe_pairs_run_id",
                        column: x => x.run_id,
                        principalTable: "jobs",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "job_files",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    blob_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_files", x => new { x.parent_id, x.number });
                    table.ForeignKey(
                        name: "fk_job_files_blob_id",
                        column: x => x.blob_id,
                        principalTable: "blobs",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_job_files_parent_id",
                        column: x => x.parent_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "job_ledger",
                columns: table => new
                {
                    job_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    first_line = table.Column<long>(type: "bigint", nullable: false),
                    last_line = table.Column<long>(type: "bigint", nullable: false),
                    created = table.Column<int>(type: "int", nullable: false),
                    updated = table.Column<int>(type: "int", nullable: false),
                    unchanged = table.Column<int>(type: "int", nullable: false),
                    duplicate = table.Column<int>(type: "int", nullable: false),
                    rejected = table.Column<int>(type: "int", nullable: false),
                    unprocessed = table.Column<int>(type: "int", nullable: false),
                    deleted = table.Column<int>(type: "int", nullable: false),
                    lines = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_ledger", x => new { x.job_id, x.kind, x.position });
                    table.ForeignKey(
                        name: "fk_job_ledger_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "merged_customers",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    customer_id = table.Column<byte[]>(type: "binary(16)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_merged_customers", x => new { x.parent_id, x.position });
                    table.ForeignKey(
                        name: "fk_merged_customers_parent_id",
                        column: x => x.parent_id,
                        principalTable: "merges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pipeline_stages",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    key = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    probability_units = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    position = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pipeline_stages", x => new { x.parent_id, x.key });
                    table.ForeignKey(
                        name: "fk_pipeline_stages_parent_id",
                        column: x => x.parent_id,
                        principalTable: "pipelines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "product_external_ids",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    system = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    value = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_external_ids", x => new { x.parent_id, x.system, x.value });
                    table.ForeignKey(
                        name: "fk_product_external_ids_parent_id",
                        column: x => x.parent_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "product_prices",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    amount_units = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_prices", x => new { x.parent_id, x.currency });
                    table.ForeignKey(
                        name: "fk_product_prices_parent_id",
                        column: x => x.parent_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "schedule_fires",
                columns: table => new
                {
                    schedule_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    fire_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    job_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    error_code = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    error_detail = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schedule_fires", x => new { x.schedule_id, x.fire_time });
                    table.ForeignKey(
                        name: "fk_schedule_fires_schedule_id",
                        column: x => x.schedule_id,
                        principalTable: "schedules",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "campaign_segments",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    segment_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    is_excluded = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_segments", x => new { x.parent_id, x.segment_id });
                    table.ForeignKey(
                        name: "fk_campaign_segments_parent_id",
                        column: x => x.parent_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_campaign_segments_segment_id",
                        column: x => x.segment_id,
                        principalTable: "segments",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "segment_members",
                columns: table => new
                {
                    segment_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    customer_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    merge_id = table.Column<byte[]>(type: "binary(16)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_segment_members", x => new { x.segment_id, x.customer_id });
                    table.ForeignKey(
                        name: "fk_segment_members_segment_id",
                        column: x => x.segment_id,
                        principalTable: "segments",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_sort = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    email = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true, collation: "Latin1_General_100_BIN2"),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    team_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    manager_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    language = table.Column<string>(type: "nvarchar(35)", maxLength: 35, nullable: true, collation: "Latin1_General_100_BIN2"),
                    time_zone = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                    table.ForeignKey(
                        name: "fk_users_manager_id",
                        column: x => x.manager_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_users_team_id",
                        column: x => x.team_id,
                        principalTable: "teams",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "campaign_steps",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    template_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    alternative_template_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    alternative_percent = table.Column<int>(type: "int", nullable: false),
                    after_days = table.Column<int>(type: "int", nullable: false),
                    anchor_field = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    anchor_offset = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    grace_days = table.Column<int>(type: "int", nullable: false),
                    is_yearly = table.Column<bool>(type: "bit", nullable: false),
                    filter = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_steps", x => new { x.parent_id, x.position });
                    table.ForeignKey(
                        name: "fk_campaign_steps_alternative_template_id",
                        column: x => x.alternative_template_id,
                        principalTable: "templates",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_campaign_steps_parent_id",
                        column: x => x.parent_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_campaign_steps_template_id",
                        column: x => x.template_id,
                        principalTable: "templates",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "template_texts",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    language = table.Column<string>(type: "nvarchar(35)", maxLength: 35, nullable: false, collation: "Latin1_General_100_BIN2"),
                    subject = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    text = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    html = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_template_texts", x => new { x.parent_id, x.position });
                    table.ForeignKey(
                        name: "fk_template_texts_parent_id",
                        column: x => x.parent_id,
                        principalTable: "templates",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customers",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_sort = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    title = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    given_name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    middle_name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    family_name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    category = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    lifecycle_stage = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    owner_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    merged_into_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    source = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    language = table.Column<string>(type: "nvarchar(35)", maxLength: 35, nullable: true, collation: "Latin1_General_100_BIN2"),
                    time_zone = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    birth_date = table.Column<DateOnly>(type: "date", nullable: true),
                    birth_month_day = table.Column<int>(type: "int", nullable: true),
                    description = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers", x => x.id);
                    table.ForeignKey(
                        name: "fk_customers_owner_id",
                        column: x => x.owner_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_customers_parent_id",
                        column: x => x.parent_id,
                        principalTable: "customers",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "user_external_ids",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    system = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    value = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_external_ids", x => new { x.parent_id, x.system, x.value });
                    table.ForeignKey(
                        name: "fk_user_external_ids_parent_id",
                        column: x => x.parent_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    customer_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    contact_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    subject = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    description = table.Column<string>(type: "nvarchar(max)", maxLength: 20000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    topic = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    priority = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    queue = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    team_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    assignee_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    product_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    waiting_for = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    state_since = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    first_response_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    resolved_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    reopen_count = table.Column<int>(type: "int", nullable: false),
                    waiting_seconds = table.Column<long>(type: "bigint", nullable: false),
                    resolution = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    resolution_code = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases", x => x.id);
                    table.ForeignKey(
                        name: "fk_cases_assignee_id",
                        column: x => x.assignee_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_cases_contact_id",
                        column: x => x.contact_id,
                        principalTable: "customers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_cases_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_cases_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_cases_team_id",
                        column: x => x.team_id,
                        principalTable: "teams",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "consent_events",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    address = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: false, collation: "Latin1_General_100_BIN2"),
                    address_key = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: false, collation: "Latin1_General_100_BIN2"),
                    purpose = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    source = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    evidence = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    customer_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consent_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_consent_events_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "customer_addresses",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    street = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    extra = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    postal_code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    city = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    region = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    country = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: true, collation: "Latin1_General_100_BIN2"),
                    is_primary = table.Column<bool>(type: "bit", nullable: false),
                    is_valid = table.Column<bool>(type: "bit", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_addresses", x => new { x.parent_id, x.position });
                    table.ForeignKey(
                        name: "fk_customer_addresses_parent_id",
                        column: x => x.parent_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customer_attributes",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    key = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    text = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true, collation: "Latin1_General_100_BIN2"),
                    number_units = table.Column<long>(type: "bigint", nullable: true),
                    date = table.Column<DateOnly>(type: "date", nullable: true),
                    flag = table.Column<bool>(type: "bit", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_attributes", x => new { x.parent_id, x.key });
                    table.ForeignKey(
                        name: "fk_customer_attributes_parent_id",
                        column: x => x.parent_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customer_contact_points",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    value = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: false, collation: "Latin1_General_100_BIN2"),
                    normalized = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true, collation: "Latin1_General_100_BIN2"),
                    label = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    is_primary = table.Column<bool>(type: "bit", nullable: false),
                    is_valid = table.Column<bool>(type: "bit", nullable: true),
                    verify_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_contact_points", x => new { x.parent_id, x.position });
                    table.ForeignKey(
                        name: "fk_customer_contact_points_parent_id",
                        column: x => x.parent_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customer_external_ids",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    system = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    value = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_external_ids", x => new { x.parent_id, x.system, x.value });
                    table.ForeignKey(
                        name: "fk_customer_external_ids_parent_id",
                        column: x => x.parent_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customer_tags",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    value = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_tags", x => new { x.parent_id, x.value });
                    table.ForeignKey(
                        name: "fk_customer_tags_parent_id",
                        column: x => x.parent_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "dedupe_decisions",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    first_customer_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    second_customer_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    decision = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    relationship_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    relationship_from_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    role = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    relationship_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dedupe_decisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_dedupe_decisions_first_customer_id",
                        column: x => x.first_customer_id,
                        principalTable: "customers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_dedupe_decisions_second_customer_id",
                        column: x => x.second_customer_id,
                        principalTable: "customers",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "interactions",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    customer_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    direction = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    contact_point = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true, collation: "Latin1_General_100_BIN2"),
                    subject = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_100_BIN2"),
                    body = table.Column<string>(type: "nvarchar(max)", maxLength: 20000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    occurred_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    duration_seconds = table.Column<int>(type: "int", nullable: true),
                    user_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    outcome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    regarding_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    regarding_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_interactions", x => x.id);
                    table.ForeignKey(
                        name: "fk_interactions_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_interactions_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "opportunities",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_sort = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    description = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    customer_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    contact_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    owner_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    source = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    expected_close_date = table.Column<DateOnly>(type: "date", nullable: true),
                    amount_units = table.Column<long>(type: "bigint", nullable: true),
                    currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: true, collation: "Latin1_General_100_BIN2"),
                    amount_is_explicit = table.Column<bool>(type: "bit", nullable: false),
                    beyond_lines_units = table.Column<long>(type: "bigint", nullable: true),
                    probability_units = table.Column<long>(type: "bigint", nullable: true),
                    pipeline_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    stage = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    stage_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    close_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    seconds_to_close = table.Column<long>(type: "bigint", nullable: true),
                    win_reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    loss_reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opportunities", x => x.id);
                    table.ForeignKey(
                        name: "fk_opportunities_contact_id",
                        column: x => x.contact_id,
                        principalTable: "customers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_opportunities_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_opportunities_owner_id",
                        column: x => x.owner_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_opportunities_pipeline_id_stage",
                        columns: x => new { x.pipeline_id, x.stage },
                        principalTable: "pipeline_stages",
                        principalColumns: new[] { "parent_id", "key" });
                });

            migrationBuilder.CreateTable(
                name: "relationships",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    from_customer_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    to_customer_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    role = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    since = table.Column<DateOnly>(type: "date", nullable: true),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    is_primary = table.Column<bool>(type: "bit", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_relationships", x => x.id);
                    table.ForeignKey(
                        name: "fk_relationships_from_customer_id",
                        column: x => x.from_customer_id,
                        principalTable: "customers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_relationships_to_customer_id",
                        column: x => x.to_customer_id,
                        principalTable: "customers",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "case_external_ids",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    system = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    value = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_external_ids", x => new { x.parent_id, x.system, x.value });
                    table.ForeignKey(
                        name: "fk_case_external_ids_parent_id",
                        column: x => x.parent_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_steps",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    waiting_for = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_steps", x => new { x.parent_id, x.position });
                    table.ForeignKey(
                        name: "fk_case_steps_parent_id",
                        column: x => x.parent_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "interaction_external_ids",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    system = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    value = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_interaction_external_ids", x => new { x.parent_id, x.system, x.value });
                    table.ForeignKey(
                        name: "fk_interaction_external_ids_parent_id",
                        column: x => x.parent_id,
                        principalTable: "interactions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "messages",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    campaign_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    step = table.Column<int>(type: "int", nullable: false),
                    channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    address_key = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: false, collation: "Latin1_General_100_BIN2"),
                    occurrence = table.Column<int>(type: "int", nullable: false),
                    address = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true, collation: "Latin1_General_100_BIN2"),
                    customer_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    job_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    is_alternative = table.Column<bool>(type: "bit", nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    claim_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    send_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    code = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    detail = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    bounce_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    soft_bounce_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    complaint_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    reply_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    opt_out_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    interaction_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_messages", x => x.id);
                    table.ForeignKey(
                        name: "fk_messages_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_messages_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_messages_interaction_id",
                        column: x => x.interaction_id,
                        principalTable: "interactions",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_messages_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "opportunity_external_ids",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    system = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    value = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opportunity_external_ids", x => new { x.parent_id, x.system, x.value });
                    table.ForeignKey(
                        name: "fk_opportunity_external_ids_parent_id",
                        column: x => x.parent_id,
                        principalTable: "opportunities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "opportunity_lines",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    product_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    description = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    quantity_units = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_units = table.Column<long>(type: "bigint", nullable: true),
                    discount_percent_units = table.Column<long>(type: "bigint", nullable: false),
                    total_units = table.Column<long>(type: "bigint", nullable: true),
                    share_units = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opportunity_lines", x => new { x.parent_id, x.position });
                    table.ForeignKey(
                        name: "fk_opportunity_lines_parent_id",
                        column: x => x.parent_id,
                        principalTable: "opportunities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_opportunity_lines_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "opportunity_stages",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    stage = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    entered_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opportunity_stages", x => new { x.parent_id, x.position });
                    table.ForeignKey(
                        name: "fk_opportunity_stages_parent_id",
                        column: x => x.parent_id,
                        principalTable: "opportunities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbound_reviews",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    status = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    diagnostic = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    message_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    beginning = table.Column<string>(type: "nvarchar(max)", maxLength: 8000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbound_reviews", x => x.id);
                    table.ForeignKey(
                        name: "fk_inbound_reviews_message_id",
                        column: x => x.message_id,
                        principalTable: "messages",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "order_external_ids",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    system = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    value = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_external_ids", x => new { x.parent_id, x.system, x.value });
                });

            migrationBuilder.CreateTable(
                name: "order_lines",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    product_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    description = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    quantity_units = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_units = table.Column<long>(type: "bigint", nullable: false),
                    discount_percent_units = table.Column<long>(type: "bigint", nullable: true),
                    discount_amount_units = table.Column<long>(type: "bigint", nullable: true),
                    tax_rate_units = table.Column<long>(type: "bigint", nullable: false),
                    tax_code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    subtotal_units = table.Column<long>(type: "bigint", nullable: false),
                    discount_units = table.Column<long>(type: "bigint", nullable: false),
                    document_discount_units = table.Column<long>(type: "bigint", nullable: false),
                    net_units = table.Column<long>(type: "bigint", nullable: false),
                    tax_units = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_lines", x => new { x.parent_id, x.position });
                    table.ForeignKey(
                        name: "fk_order_lines_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    quote_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    order_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    fulfill_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    cancel_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    cancel_reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    customer_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    contact_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    owner_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    opportunity_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    prices_include_tax = table.Column<bool>(type: "bit", nullable: false),
                    discount_percent_units = table.Column<long>(type: "bigint", nullable: true),
                    discount_amount_units = table.Column<long>(type: "bigint", nullable: true),
                    notes = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    subtotal_units = table.Column<long>(type: "bigint", nullable: false),
                    discount_units = table.Column<long>(type: "bigint", nullable: false),
                    net_units = table.Column<long>(type: "bigint", nullable: false),
                    tax_units = table.Column<long>(type: "bigint", nullable: false),
                    total_units = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders", x => x.id);
                    table.ForeignKey(
                        name: "fk_orders_contact_id",
                        column: x => x.contact_id,
                        principalTable: "customers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_orders_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_orders_opportunity_id",
                        column: x => x.opportunity_id,
                        principalTable: "opportunities",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_orders_owner_id",
                        column: x => x.owner_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "quotes",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    revision = table.Column<int>(type: "int", nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    revises_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    revised_by_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    order_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    issue_date = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    payment_terms = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    delivery_terms = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    decline_reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    approve_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    send_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    accept_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    decline_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: false),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    purge_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true),
                    number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    customer_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    contact_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    owner_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    opportunity_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    prices_include_tax = table.Column<bool>(type: "bit", nullable: false),
                    discount_percent_units = table.Column<long>(type: "bigint", nullable: true),
                    discount_amount_units = table.Column<long>(type: "bigint", nullable: true),
                    notes = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    subtotal_units = table.Column<long>(type: "bigint", nullable: false),
                    discount_units = table.Column<long>(type: "bigint", nullable: false),
                    net_units = table.Column<long>(type: "bigint", nullable: false),
                    tax_units = table.Column<long>(type: "bigint", nullable: false),
                    total_units = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quotes", x => x.id);
                    table.ForeignKey(
                        name: "fk_quotes_contact_id",
                        column: x => x.contact_id,
                        principalTable: "customers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_quotes_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_quotes_opportunity_id",
                        column: x => x.opportunity_id,
                        principalTable: "opportunities",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_quotes_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_quotes_owner_id",
                        column: x => x.owner_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_quotes_revised_by_id",
                        column: x => x.revised_by_id,
                        principalTable: "quotes",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_quotes_revises_id",
                        column: x => x.revises_id,
                        principalTable: "quotes",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "quote_external_ids",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    system = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    value = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    delete_time = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quote_external_ids", x => new { x.parent_id, x.system, x.value });
                    table.ForeignKey(
                        name: "fk_quote_external_ids_parent_id",
                        column: x => x.parent_id,
                        principalTable: "quotes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "quote_lines",
                columns: table => new
                {
                    parent_id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    product_id = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    description = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    quantity_units = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_units = table.Column<long>(type: "bigint", nullable: false),
                    discount_percent_units = table.Column<long>(type: "bigint", nullable: true),
                    discount_amount_units = table.Column<long>(type: "bigint", nullable: true),
                    tax_rate_units = table.Column<long>(type: "bigint", nullable: false),
                    tax_code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    subtotal_units = table.Column<long>(type: "bigint", nullable: false),
                    discount_units = table.Column<long>(type: "bigint", nullable: false),
                    document_discount_units = table.Column<long>(type: "bigint", nullable: false),
                    net_units = table.Column<long>(type: "bigint", nullable: false),
                    tax_units = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quote_lines", x => new { x.parent_id, x.position });
                    table.ForeignKey(
                        name: "fk_quote_lines_parent_id",
                        column: x => x.parent_id,
                        principalTable: "quotes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_quote_lines_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_purge_time",
                table: "api_keys",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_api_keys_hash",
                table: "api_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_attachments_purge_time",
                table: "attachments",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_record_id_create_time_id",
                table: "attachments",
                columns: new[] { "record_id", "create_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_attribute_definitions_purge_time",
                table: "attribute_definitions",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_attribute_definitions_key",
                table: "attribute_definitions",
                column: "key",
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_segments_segment_id",
                table: "campaign_segments",
                column: "segment_id");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_steps_alternative_template_id",
                table: "campaign_steps",
                column: "alternative_template_id",
                filter: "alternative_template_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_steps_template_id",
                table: "campaign_steps",
                column: "template_id");

            migrationBuilder.CreateIndex(
                name: "ix_campaigns_name_sort_id",
                table: "campaigns",
                columns: new[] { "name_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_campaigns_purge_time",
                table: "campaigns",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_campaigns_name",
                table: "campaigns",
                column: "name",
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_case_external_ids_system_value",
                table: "case_external_ids",
                columns: new[] { "system", "value" },
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_assignee_id_state",
                table: "cases",
                columns: new[] { "assignee_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_contact_id",
                table: "cases",
                column: "contact_id",
                filter: "contact_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_create_time_id",
                table: "cases",
                columns: new[] { "create_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_customer_id_opened_at_id",
                table: "cases",
                columns: new[] { "customer_id", "opened_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_customer_id_state",
                table: "cases",
                columns: new[] { "customer_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_opened_at_id",
                table: "cases",
                columns: new[] { "opened_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_product_id",
                table: "cases",
                column: "product_id",
                filter: "product_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_purge_time",
                table: "cases",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_queue_state",
                table: "cases",
                columns: new[] { "queue", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_state_id",
                table: "cases",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_team_id_state",
                table: "cases",
                columns: new[] { "team_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_update_time_id",
                table: "cases",
                columns: new[] { "update_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_number",
                table: "cases",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_consent_events_address_key_id",
                table: "consent_events",
                columns: new[] { "address_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_consent_events_create_time_id",
                table: "consent_events",
                columns: new[] { "create_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_consent_events_customer_id_id",
                table: "consent_events",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_consent_events_purge_time",
                table: "consent_events",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_consent_events_time_id",
                table: "consent_events",
                columns: new[] { "time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_addresses_city",
                table: "customer_addresses",
                column: "city",
                filter: "city IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_addresses_postal_code",
                table: "customer_addresses",
                column: "postal_code",
                filter: "postal_code IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_attributes_key_date",
                table: "customer_attributes",
                columns: new[] { "key", "date" },
                filter: "date IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_attributes_key_number_units",
                table: "customer_attributes",
                columns: new[] { "key", "number_units" },
                filter: "number_units IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_attributes_key_text",
                table: "customer_attributes",
                columns: new[] { "key", "text" },
                filter: "text IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_contact_points_normalized",
                table: "customer_contact_points",
                column: "normalized",
                filter: "normalized IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_customer_external_ids_system_value",
                table: "customer_external_ids",
                columns: new[] { "system", "value" },
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_tags_value",
                table: "customer_tags",
                column: "value");

            migrationBuilder.CreateIndex(
                name: "ix_customers_birth_date",
                table: "customers",
                column: "birth_date",
                filter: "birth_date IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_birth_month_day",
                table: "customers",
                column: "birth_month_day",
                filter: "birth_month_day IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_category_id",
                table: "customers",
                columns: new[] { "category", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_create_time_id",
                table: "customers",
                columns: new[] { "create_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_merged_into_id",
                table: "customers",
                column: "merged_into_id",
                filter: "merged_into_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_name_sort_id",
                table: "customers",
                columns: new[] { "name_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_owner_id",
                table: "customers",
                column: "owner_id",
                filter: "owner_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_parent_id",
                table: "customers",
                column: "parent_id",
                filter: "parent_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_purge_time",
                table: "customers",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_update_time_id",
                table: "customers",
                columns: new[] { "update_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_customers_number",
                table: "customers",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_dedupe_decisions_create_time_id",
                table: "dedupe_decisions",
                columns: new[] { "create_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_dedupe_decisions_purge_time",
                table: "dedupe_decisions",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dedupe_decisions_second_customer_id_id",
                table: "dedupe_decisions",
                columns: new[] { "second_customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_dedupe_decisions_first_customer_id_second_customer_id",
                table: "dedupe_decisions",
                columns: new[] { "first_customer_id", "second_customer_id" },
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dedupe_members_run_id_auto_cluster",
                table: "dedupe_members",
                columns: new[] { "run_id", "auto_cluster" });

            migrationBuilder.CreateIndex(
                name: "ix_dedupe_members_run_id_cluster",
                table: "dedupe_members",
                columns: new[] { "run_id", "cluster" });

            migrationBuilder.CreateIndex(
                name: "ix_dedupe_pairs_run_id_first_id_second_id",
                table: "dedupe_pairs",
                columns: new[] { "run_id", "first_id", "second_id" });

            migrationBuilder.CreateIndex(
                name: "ix_dedupe_pairs_run_id_turn",
                table: "dedupe_pairs",
                columns: new[] { "run_id", "turn" });

            migrationBuilder.CreateIndex(
                name: "ix_events_record_id_sequence",
                table: "events",
                columns: new[] { "record_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_events_row_version_sequence",
                table: "events",
                columns: new[] { "row_version", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotent_answers_time",
                table: "idempotent_answers",
                column: "time");

            migrationBuilder.CreateIndex(
                name: "ix_inbound_reviews_create_time_id",
                table: "inbound_reviews",
                columns: new[] { "create_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inbound_reviews_message_id",
                table: "inbound_reviews",
                column: "message_id",
                filter: "message_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_inbound_reviews_purge_time",
                table: "inbound_reviews",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_inbound_reviews_hash",
                table: "inbound_reviews",
                column: "hash",
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_interaction_external_ids_system_value",
                table: "interaction_external_ids",
                columns: new[] { "system", "value" },
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_interactions_create_time_id",
                table: "interactions",
                columns: new[] { "create_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_interactions_customer_id_occurred_at_id",
                table: "interactions",
                columns: new[] { "customer_id", "occurred_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_interactions_occurred_at_id",
                table: "interactions",
                columns: new[] { "occurred_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_interactions_purge_time",
                table: "interactions",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_interactions_regarding_id_occurred_at_id",
                table: "interactions",
                columns: new[] { "regarding_id", "occurred_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_interactions_update_time_id",
                table: "interactions",
                columns: new[] { "update_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_interactions_user_id",
                table: "interactions",
                column: "user_id",
                filter: "user_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_job_files_blob_id",
                table: "job_files",
                column: "blob_id",
                filter: "blob_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_job_ledger_job_id_kind_last_line",
                table: "job_ledger",
                columns: new[] { "job_id", "kind", "last_line" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_end_time",
                table: "jobs",
                column: "end_time",
                filter: "end_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_purge_time",
                table: "jobs",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_schedule_id",
                table: "jobs",
                column: "schedule_id",
                filter: "schedule_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_state_id",
                table: "jobs",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_undo_of",
                table: "jobs",
                column: "undo_of",
                filter: "undo_of IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_merged_customers_customer_id",
                table: "merged_customers",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_merges_create_time_id",
                table: "merges",
                columns: new[] { "create_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_merges_job_id_survivor_id",
                table: "merges",
                columns: new[] { "job_id", "survivor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_merges_purge_time",
                table: "merges",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_merges_survivor_id_id",
                table: "merges",
                columns: new[] { "survivor_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_messages_address_key_send_time",
                table: "messages",
                columns: new[] { "address_key", "send_time" });

            migrationBuilder.CreateIndex(
                name: "ix_messages_create_time_id",
                table: "messages",
                columns: new[] { "create_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_messages_customer_id_campaign_id",
                table: "messages",
                columns: new[] { "customer_id", "campaign_id" });

            migrationBuilder.CreateIndex(
                name: "ix_messages_interaction_id",
                table: "messages",
                column: "interaction_id",
                filter: "interaction_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_messages_job_id",
                table: "messages",
                column: "job_id");

            migrationBuilder.CreateIndex(
                name: "ix_messages_purge_time",
                table: "messages",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_messages_campaign_id_step_address_key_channel_occurrence",
                table: "messages",
                columns: new[] { "campaign_id", "step", "address_key", "channel", "occurrence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_amount_units_id",
                table: "opportunities",
                columns: new[] { "amount_units", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_close_time_id",
                table: "opportunities",
                columns: new[] { "close_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_contact_id",
                table: "opportunities",
                column: "contact_id",
                filter: "contact_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_create_time_id",
                table: "opportunities",
                columns: new[] { "create_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_customer_id",
                table: "opportunities",
                column: "customer_id",
                filter: "customer_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_expected_close_date_id",
                table: "opportunities",
                columns: new[] { "expected_close_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_name_sort_id",
                table: "opportunities",
                columns: new[] { "name_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_owner_id",
                table: "opportunities",
                column: "owner_id",
                filter: "owner_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_pipeline_id_stage_currency_probability_units_owner_id_amount_units_seconds_to_close_delete_time",
                table: "opportunities",
                columns: new[] { "pipeline_id", "stage", "currency", "probability_units", "owner_id", "amount_units", "seconds_to_close", "delete_time" });

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_purge_time",
                table: "opportunities",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_update_time_id",
                table: "opportunities",
                columns: new[] { "update_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_opportunities_number",
                table: "opportunities",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_opportunity_external_ids_system_value",
                table: "opportunity_external_ids",
                columns: new[] { "system", "value" },
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_opportunity_lines_product_id",
                table: "opportunity_lines",
                column: "product_id",
                filter: "product_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_order_external_ids_system_value",
                table: "order_external_ids",
                columns: new[] { "system", "value" },
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_order_lines_product_id",
                table: "order_lines",
                column: "product_id",
                filter: "product_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orders_contact_id",
                table: "orders",
                column: "contact_id",
                filter: "contact_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orders_create_time_id",
                table: "orders",
                columns: new[] { "create_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_customer_id_status_order_time",
                table: "orders",
                columns: new[] { "customer_id", "status", "order_time" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_opportunity_id",
                table: "orders",
                column: "opportunity_id",
                filter: "opportunity_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orders_order_time_id",
                table: "orders",
                columns: new[] { "order_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_owner_id",
                table: "orders",
                column: "owner_id",
                filter: "owner_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orders_purge_time",
                table: "orders",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orders_status_order_time",
                table: "orders",
                columns: new[] { "status", "order_time" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_total_units_id",
                table: "orders",
                columns: new[] { "total_units", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_update_time_id",
                table: "orders",
                columns: new[] { "update_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_orders_number",
                table: "orders",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_orders_quote_id",
                table: "orders",
                column: "quote_id",
                unique: true,
                filter: "quote_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_pipelines_purge_time",
                table: "pipelines",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_pipelines_name",
                table: "pipelines",
                column: "name",
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_product_external_ids_system_value",
                table: "product_external_ids",
                columns: new[] { "system", "value" },
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_products_family_id",
                table: "products",
                columns: new[] { "family", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_name",
                table: "products",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_products_name_sort_id",
                table: "products",
                columns: new[] { "name_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_purge_time",
                table: "products",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_products_sku",
                table: "products",
                column: "sku",
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_quote_external_ids_system_value",
                table: "quote_external_ids",
                columns: new[] { "system", "value" },
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_quote_lines_product_id",
                table: "quote_lines",
                column: "product_id",
                filter: "product_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_contact_id",
                table: "quotes",
                column: "contact_id",
                filter: "contact_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_create_time_id",
                table: "quotes",
                columns: new[] { "create_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_quotes_customer_id",
                table: "quotes",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_opportunity_id",
                table: "quotes",
                column: "opportunity_id",
                filter: "opportunity_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_order_id",
                table: "quotes",
                column: "order_id",
                filter: "order_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_owner_id",
                table: "quotes",
                column: "owner_id",
                filter: "owner_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_purge_time",
                table: "quotes",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_revised_by_id",
                table: "quotes",
                column: "revised_by_id",
                filter: "revised_by_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_revises_id",
                table: "quotes",
                column: "revises_id",
                filter: "revises_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_state_valid_until",
                table: "quotes",
                columns: new[] { "state", "valid_until" });

            migrationBuilder.CreateIndex(
                name: "ix_quotes_total_units_id",
                table: "quotes",
                columns: new[] { "total_units", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_quotes_update_time_id",
                table: "quotes",
                columns: new[] { "update_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_quotes_number",
                table: "quotes",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_relationships_from_customer_id_id",
                table: "relationships",
                columns: new[] { "from_customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_relationships_purge_time",
                table: "relationships",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_relationships_to_customer_id_id",
                table: "relationships",
                columns: new[] { "to_customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_relationships_from_customer_id_to_customer_id_type",
                table: "relationships",
                columns: new[] { "from_customer_id", "to_customer_id", "type" },
                unique: true,
                filter: "delete_time IS NULL AND until IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_schedule_fires_fire_time",
                table: "schedule_fires",
                column: "fire_time");

            migrationBuilder.CreateIndex(
                name: "ix_schedules_name_sort_id",
                table: "schedules",
                columns: new[] { "name_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_schedules_purge_time",
                table: "schedules",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_schedules_name",
                table: "schedules",
                column: "name",
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_segment_members_customer_id",
                table: "segment_members",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_segment_members_merge_id",
                table: "segment_members",
                column: "merge_id",
                filter: "merge_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_segments_name_sort_id",
                table: "segments",
                columns: new[] { "name_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_segments_purge_time",
                table: "segments",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_segments_name",
                table: "segments",
                column: "name",
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_suppressions_address_hash_id",
                table: "suppressions",
                columns: new[] { "address_hash", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_suppressions_address_key_channel",
                table: "suppressions",
                columns: new[] { "address_key", "channel" });

            migrationBuilder.CreateIndex(
                name: "ix_suppressions_create_time_id",
                table: "suppressions",
                columns: new[] { "create_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_suppressions_purge_time",
                table: "suppressions",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_suppressions_fingerprint",
                table: "suppressions",
                column: "fingerprint",
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_teams_name_sort_id",
                table: "teams",
                columns: new[] { "name_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_teams_parent_id",
                table: "teams",
                column: "parent_id",
                filter: "parent_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_teams_purge_time",
                table: "teams",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_teams_name",
                table: "teams",
                column: "name",
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_templates_name_sort_id",
                table: "templates",
                columns: new[] { "name_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_templates_purge_time",
                table: "templates",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_templates_name",
                table: "templates",
                column: "name",
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_user_external_ids_system_value",
                table: "user_external_ids",
                columns: new[] { "system", "value" },
                unique: true,
                filter: "delete_time IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_users_manager_id",
                table: "users",
                column: "manager_id",
                filter: "manager_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_users_name",
                table: "users",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_users_name_sort_id",
                table: "users",
                columns: new[] { "name_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_users_purge_time",
                table: "users",
                column: "purge_time",
                filter: "purge_time IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_users_team_id",
                table: "users",
                column: "team_id",
                filter: "team_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_users_email",
                table: "users",
                column: "email",
                unique: true,
                filter: "delete_time IS NULL AND email IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "fk_order_external_ids_parent_id",
                table: "order_external_ids",
                column: "parent_id",
                principalTable: "orders",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_order_lines_parent_id",
                table: "order_lines",
                column: "parent_id",
                principalTable: "orders",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_orders_quote_id",
                table: "orders",
                column: "quote_id",
                principalTable: "quotes",
                principalColumn: "id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_customers_owner_id",
                table: "customers");

            migrationBuilder.DropForeignKey(
                name: "fk_opportunities_owner_id",
                table: "opportunities");

            migrationBuilder.DropForeignKey(
                name: "fk_orders_owner_id",
                table: "orders");

            migrationBuilder.DropForeignKey(
                name: "fk_quotes_owner_id",
                table: "quotes");

            migrationBuilder.DropForeignKey(
                name: "fk_opportunities_contact_id",
                table: "opportunities");

            migrationBuilder.DropForeignKey(
                name: "fk_opportunities_customer_id",
                table: "opportunities");

            migrationBuilder.DropForeignKey(
                name: "fk_orders_contact_id",
                table: "orders");

            migrationBuilder.DropForeignKey(
                name: "fk_orders_customer_id",
                table: "orders");

            migrationBuilder.DropForeignKey(
                name: "fk_quotes_contact_id",
                table: "quotes");

            migrationBuilder.DropForeignKey(
                name: "fk_quotes_customer_id",
                table: "quotes");

            migrationBuilder.DropForeignKey(
                name: "fk_opportunities_pipeline_id_stage",
                table: "opportunities");

            migrationBuilder.DropForeignKey(
                name: "fk_orders_opportunity_id",
                table: "orders");

            migrationBuilder.DropForeignKey(
                name: "fk_quotes_opportunity_id",
                table: "quotes");

            migrationBuilder.DropForeignKey(
                name: "fk_quotes_order_id",
                table: "quotes");

            migrationBuilder.DropTable(
                name: "api_key_uses");

            migrationBuilder.DropTable(
                name: "attachment_chunks");

            migrationBuilder.DropTable(
                name: "attribute_definitions");

            migrationBuilder.DropTable(
                name: "blob_chunks");

            migrationBuilder.DropTable(
                name: "campaign_segments");

            migrationBuilder.DropTable(
                name: "campaign_steps");

            migrationBuilder.DropTable(
                name: "case_external_ids");

            migrationBuilder.DropTable(
                name: "case_steps");

            migrationBuilder.DropTable(
                name: "consent_events");

            migrationBuilder.DropTable(
                name: "consent_states");

            migrationBuilder.DropTable(
                name: "counters");

            migrationBuilder.DropTable(
                name: "customer_addresses");

            migrationBuilder.DropTable(
                name: "customer_attributes");

            migrationBuilder.DropTable(
                name: "customer_contact_points");

            migrationBuilder.DropTable(
                name: "customer_external_ids");

            migrationBuilder.DropTable(
                name: "customer_key_sets");

            migrationBuilder.DropTable(
                name: "customer_keys");

            migrationBuilder.DropTable(
                name: "customer_tags");

            migrationBuilder.DropTable(
                name: "dedupe_decisions");

            migrationBuilder.DropTable(
                name: "dedupe_members");

            migrationBuilder.DropTable(
                name: "dedupe_models");

            migrationBuilder.DropTable(
                name: "dedupe_pairs");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "idempotent_answers");

            migrationBuilder.DropTable(
                name: "inbound_reviews");

            migrationBuilder.DropTable(
                name: "interaction_external_ids");

            migrationBuilder.DropTable(
                name: "job_files");

            migrationBuilder.DropTable(
                name: "job_ledger");

            migrationBuilder.DropTable(
                name: "merged_customers");

            migrationBuilder.DropTable(
                name: "opportunity_external_ids");

            migrationBuilder.DropTable(
                name: "opportunity_lines");

            migrationBuilder.DropTable(
                name: "opportunity_stages");

            migrationBuilder.DropTable(
                name: "order_external_ids");

            migrationBuilder.DropTable(
                name: "order_lines");

            migrationBuilder.DropTable(
                name: "product_external_ids");

            migrationBuilder.DropTable(
                name: "product_prices");

            migrationBuilder.DropTable(
                name: "quote_external_ids");

            migrationBuilder.DropTable(
                name: "quote_lines");

            migrationBuilder.DropTable(
                name: "relationships");

            migrationBuilder.DropTable(
                name: "schedule_fires");

            migrationBuilder.DropTable(
                name: "secrets");

            migrationBuilder.DropTable(
                name: "segment_members");

            migrationBuilder.DropTable(
                name: "suppressions");

            migrationBuilder.DropTable(
                name: "template_texts");

            migrationBuilder.DropTable(
                name: "user_external_ids");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "attachments");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "messages");

            migrationBuilder.DropTable(
                name: "blobs");

            migrationBuilder.DropTable(
                name: "merges");

            migrationBuilder.DropTable(
                name: "schedules");

            migrationBuilder.DropTable(
                name: "segments");

            migrationBuilder.DropTable(
                name: "templates");

            migrationBuilder.DropTable(
                name: "products");

            migrationBuilder.DropTable(
                name: "campaigns");

            migrationBuilder.DropTable(
                name: "interactions");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "teams");

            migrationBuilder.DropTable(
                name: "customers");

            migrationBuilder.DropTable(
                name: "pipeline_stages");

            migrationBuilder.DropTable(
                name: "pipelines");

            migrationBuilder.DropTable(
                name: "opportunities");

            migrationBuilder.DropTable(
                name: "orders");

            migrationBuilder.DropTable(
                name: "quotes");
        }
    }
}
