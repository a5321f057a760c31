using System.Diagnostics;

namespace Crm.Torture;

/// <summary>A file system of a few megabytes, which a ballast fills up to what is left free on purpose.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder;

    private SmallDisk(DirectoryInfo folder) => _folder = folder;

    /// <summary>Where on it the service may put its data.</summary>
    public DirectoryInfo Data => new(Path.Combine(_folder.FullName, "data"));

    public long FreeBytes => new DriveInfo(_folder.FullName).AvailableFreeSpace;

    private string Ballast => Path.Combine(_folder.FullName, "ballast");

    /// <summary>Null where we may not mount.</summary>
    public static SmallDisk? Mount(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("crm-disk-");
        if (
            OperatingSystem.IsLinux()
            && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder.FullName)
        )
        {
            var disk = new SmallDisk(folder);
            disk.Data.Create();
            return disk;
        }

        folder.Delete();
        return null;
    }

    public void FillUpTo(long freeBytes)
    {
        using var ballast = new FileStream(Ballast, FileMode.Append);
        var block = new byte[64 * 1024];
        while (FreeBytes >= freeBytes + block.Length)
        {
            ballast.Write(block);
            ballast.Flush();
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public void Dispose()
    {
        Run("umount", _folder.FullName);
        _folder.Delete(recursive: true);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true }
        )!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
