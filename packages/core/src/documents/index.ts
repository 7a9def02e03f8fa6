export { createDocuments, type Document, type Documents, type UnreadableDocument } from "./documents.js";
export { documentKind, isDocumentFolder, MANIFEST_PATH, type DocumentKind } from "./document-kind.js";
