namespace Crm.Dedupe.Clustering;

/// <summary>Two rows and their match weight.</summary>
internal readonly record struct Edge(int First, int Second, float Weight);
