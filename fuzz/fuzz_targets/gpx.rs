#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| palermo_fuzz::read_as("gpx", bytes));
