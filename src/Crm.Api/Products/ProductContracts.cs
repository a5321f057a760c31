using System.ComponentModel.DataAnnotations;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Products;

/// <summary>Something we sell, as it is written.</summary>
internal sealed class ProductForm
{
    /// <summary>Our own article code; unique.</summary>
    [Required]
    [StringLength(60)]
    [Example("GTX-PRO")]
    public string? Sku { get; init; }

    [Required]
    [StringLength(200)]
    [Example("GTX Pro")]
    public string? Name { get; init; }

    /// <summary>The group of products it belongs to.</summary>
    [StringLength(60)]
    [Example("GTX")]
    public string? Family { get; init; }

    [StringLength(4000)]
    public string? Description { get; init; }

    /// <summary>True unless given; false for what is no longer sold.</summary>
    [Example(true)]
    public bool? IsActive { get; init; }

    /// <summary>What one of it costs before discounts and taxes; one price per currency.</summary>
    [MaxLength(100)]
    public IReadOnlyList<Money>? Prices { get; init; }

    /// <summary>What other systems call this product; each is unique.</summary>
    [MaxLength(50)]
    public IReadOnlyList<ExternalIdForm>? ExternalIds { get; init; }
}

/// <summary>Something we sell.</summary>
internal sealed class ProductResponse : RecordResponse
{
    [Required]
    [Example("GTX-PRO")]
    public required string Sku { get; init; }

    [Required]
    [Example("GTX Pro")]
    public required string Name { get; init; }

    [Example("GTX")]
    public string? Family { get; init; }

    public string? Description { get; init; }

    [Required]
    [Example(true)]
    public required bool IsActive { get; init; }

    /// <summary>One per currency, in the order of the currencies' codes.</summary>
    public IReadOnlyList<Money>? Prices { get; init; }

    public IReadOnlyList<ExternalIdForm>? ExternalIds { get; init; }
}
