namespace Crm.Dedupe.Clustering;

/// <summary>Cuts edges into groups that have no row in common, so that each can be clustered by itself.</summary>
internal static class Components
{
    /// <summary>The edges of each connected component, in the order in which they were.</summary>
    public static List<ArraySegment<Edge>> Of(Edge[] edges, int rows)
    {
        int[] parents = [.. Enumerable.Range(0, rows)];
        foreach (var edge in edges)
        {
            parents[Root(parents, edge.First)] = Root(parents, edge.Second);
        }

        var order = new ulong[edges.Length];
        for (var index = 0; index < order.Length; index++)
        {
            order[index] = ((ulong)Root(parents, edges[index].First) << 32) | (uint)index;
        }

        Array.Sort(order);
        var sorted = Array.ConvertAll(order, place => edges[(uint)place]);
        List<ArraySegment<Edge>> components = [];
        for (int start = 0, end = 1; start < order.Length; end++)
        {
            if (end == order.Length || order[end] >> 32 != order[start] >> 32)
            {
                components.Add(new ArraySegment<Edge>(sorted, start, end - start));
                start = end;
            }
        }

        return components;
    }

    /// <summary>Halves the way for those who come after (union–find, Tarjan and van Leeuwen 1984).</summary>
    private static int Root(int[] parents, int row)
    {
        while (parents[row] != row)
        {
            row = parents[row] = parents[parents[row]];
        }

        return row;
    }
}
