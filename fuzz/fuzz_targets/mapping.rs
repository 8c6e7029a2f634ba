#![no_main]
libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = intake::Mapping::parse("mapping.yaml", text).is_ok();
});
