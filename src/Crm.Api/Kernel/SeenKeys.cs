using System.Runtime.InteropServices;

namespace Crm.Api.Kernel;

/// <summary>
/// Which line was the first to have a key or to be about a record. Kept in many small tables that grow one by one, 16 bytes a
/// slot: a million keys take some 20 MB, and no more while a table grows.
/// </summary>
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
            _slots is null ? 0 : _slots[PlaceOf(_slots, Slot.Of(fingerprint, line: 0))].Line;

        public void Add(UInt128 fingerprint, uint line)
        {
            _slots ??= new Slot[First];
            var slot = Slot.Of(fingerprint, line);
            var place = PlaceOf(_slots, slot);
            if (_slots[place].Line > 0)
            {
                return;
            }

            _slots[place] = slot;
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
                    _slots[PlaceOf(_slots, slot)] = slot;
                }
            }
        }

        private static int PlaceOf(Slot[] slots, Slot wanted)
        {
            var place = (int)(wanted.High % (ulong)slots.Length);
            while (slots[place].Line > 0 && !slots[place].IsSameKey(wanted))
            {
                place = (place + 1) % slots.Length;
            }

            return place;
        }
    }

    /// <summary>96 bits of the fingerprint and the line.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Slot(ulong High, uint Low, uint Line)
    {
        public static Slot Of(UInt128 fingerprint, uint line) =>
            new((ulong)(fingerprint >> 64), (uint)(ulong)fingerprint, line);

        public bool IsSameKey(Slot other) => High == other.High && Low == other.Low;
    }
}
