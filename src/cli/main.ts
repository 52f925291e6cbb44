console.log('touchstone', process.version)
