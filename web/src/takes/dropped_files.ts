/** What was dropped or pasted, with everything inside folders. */

export interface Dropped {
  files: File[];
  isFolder: boolean;
}

/** More files than that in one drop are a slip: the rest of the disk, say. */
const kMostFiles = 5000;

function entriesIn(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  return new Promise((resolve, reject) => {
    // a reader gives a hundred at a time, and then none
    const more = () =>
      reader.readEntries((some) => {
        all.push(...some);
        if (some.length === 0 || all.length > kMostFiles) resolve(all);
        else more();
      }, reject);
    more();
  });
}

async function filesUnder(entry: FileSystemEntry, into: File[]): Promise<void> {
  if (into.length >= kMostFiles || entry.name.startsWith(".")) return;
  if (entry.isFile) {
    into.push(await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)));
    return;
  }
  for (const inner of await entriesIn(entry as FileSystemDirectoryEntry)) await filesUnder(inner, into);
}

/** Must be called while the event is being handled: its items are gone afterwards. */
export async function filesOf(transfer: DataTransfer): Promise<Dropped> {
  const entries = [...transfer.items]
    .filter((item) => item.kind === "file")
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  const plain = [...transfer.files];
  const isFolder = entries.some((entry) => entry.isDirectory);
  if (!isFolder) return { files: plain, isFolder };
  const files: File[] = [];
  for (const entry of entries) await filesUnder(entry, files);
  return { files, isFolder };
}

/** Whether something that is dragged over the page holds files, not text. */
export const holdsFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes("Files") ?? false;
