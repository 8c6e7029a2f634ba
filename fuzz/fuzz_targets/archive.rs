#![no_main]
use std::io::{Read, Write};

// An archive is opened from disk, so the bytes go through a file.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let path = std::env::temp_dir().join(format!("palermo-fuzz-{}.zip", std::process::id()));
    let mut file = std::fs::File::create(&path).expect("a temporary file");
    file.write_all(b"PK\x03\x04").and_then(|()| file.write_all(bytes)).expect("a temporary file");
    let (inputs, _) = intake::deliver(std::slice::from_ref(&path));
    for input in inputs {
        let mut unpacked = Vec::new();
        if let Ok(member) = input.open() {
            let _ = member.take(1 << 20).read_to_end(&mut unpacked).is_ok();
        }
    }
});
