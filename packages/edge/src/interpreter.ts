export { interpreterEngine } from "@rototo/core/interpreter";
