/** The folders of documents in which packs are kept: as they are written, as they were approved, and as they were frozen. */
export const packFolders = { written: "packs", approved: "approved-packs", frozen: "frozen-packs" };
