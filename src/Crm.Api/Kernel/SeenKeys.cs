using System.Runtime.InteropServices;

namespace Crm.Api.Kernel;

/// <summary>
/// Which line was the first to have a key or to be about a record. Kept in many small tables that grow one by one, 12 bytes a
/// slot: a million keys take some 15 MB, and no more while a table grows.
/// </summary>
/// <remarks>
/// Keys are told apart by 74 bits of their fingerprints, 64 in the slot and 10 that choose the table: of a million keys two are taken
/// for one once in 40 billion files.
/// </remarks>
internal sealed class SeenKeys
{
    private const int Tables = 1024;

    private readonly Table[] _tables = new Table[Tables];

    /// <summary>The line that had it first; null for none.</summary>
    public long? LineOf(UInt128 fingerprint) =>
        TableOf(fingerprint).Find(fingerprint) is > 0 and var line ? line : null;

    public void Add(UInt128 fingerprint, long line) => TableOf(fingerprint).Add(fingerprint, checked((uint)line));

    private ref Table TableOf(UInt128 fingerprint) => ref _tables[(int)((ulong)fingerprint % Tables)];

    /// <summary>Open addressing with linear steps; empty slots have line 0.</summary>
    private struct Table
    {
        private const int First = 16;

        private Slot[]? _slots;
        private int _count;

        public readonly uint Find(UInt128 fingerprint) =>
            _slots is null ? 0 : _slots[PlaceOf(_slots, Slot.KeyOf(fingerprint))].Line;

        public void Add(UInt128 fingerprint, uint line)
        {
            _slots ??= new Slot[First];
            var key = Slot.KeyOf(fingerprint);
            var place = PlaceOf(_slots, key);
            if (_slots[place].Line > 0)
            {
                return;
            }

            _slots[place] = new Slot(key, line);
            _count++;
            if (_count * 8 > _slots.Length * 7)
            {
                Grow();
            }
        }

        private void Grow()
        {
            var former = _slots!;
            _slots = new Slot[former.Length + (former.Length / 4)];
            foreach (var slot in former)
            {
                if (slot.Line > 0)
                {
                    _slots[PlaceOf(_slots, slot.Key)] = slot;
                }
            }
        }

        private static int PlaceOf(Slot[] slots, ulong key)
        {
            var place = (int)(key % (ulong)slots.Length);
            while (slots[place].Line > 0 && slots[place].Key != key)
            {
                place = (place + 1) % slots.Length;
            }

            return place;
        }
    }

    /// <summary>Without gaps between slots, which would cost a quarter.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = sizeof(uint))]
    private readonly record struct Slot(ulong Key, uint Line)
    {
        public static ulong KeyOf(UInt128 fingerprint) => (ulong)(fingerprint >> 64);
    }
}
