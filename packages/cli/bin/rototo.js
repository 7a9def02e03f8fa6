#!/usr/bin/env node
// For this checkout, where the program is linked before it is built. What is published has the built one in its place.
import "../dist/rototo.cjs";
