from engine.protocol import Finding
def check(db, folder, key_source): return [Finding(name="x", level="ok", count=0, sentence="The database is sound.")]
